<?php
require 'config.php';

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $user = $_POST['user'];
    $pass = hash('sha256', $_POST['pass'] . PEPPER);
    $sql = "SELECT id FROM members WHERE name = '$user' AND pass = '$pass'";
    $result = mysqli_query($connection, $sql);
    if (mysqli_num_rows($result) === 1) {
        $_SESSION['member'] = mysqli_fetch_assoc($result)['id'];
        header('Location: /home.php');
        exit;
    }
}
include 'login_form.php';

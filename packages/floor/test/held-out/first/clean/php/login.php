<?php
require 'config.php';

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $statement = $connection->prepare('SELECT id FROM members WHERE name = ? AND pass = ?');
    $pass = hash('sha256', $_POST['pass'] . PEPPER);
    $statement->bind_param('ss', $_POST['user'], $pass);
    $statement->execute();
    $row = $statement->get_result()->fetch_assoc();
    if ($row !== null) {
        $_SESSION['member'] = $row['id'];
        header('Location: /home.php');
        exit;
    }
}
include 'login_form.php';

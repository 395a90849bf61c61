<?php

require 'layout.php';

$name = $_GET['name'] ?? 'guest';
$message = isset($_GET['message']) ? stripslashes($_GET['message']) : '';

echo '<h2>' . htmlspecialchars($name) . ' writes</h2>';
echo "<blockquote>$message</blockquote>";

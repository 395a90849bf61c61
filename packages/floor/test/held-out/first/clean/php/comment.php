<?php

require 'layout.php';

$name = $_GET['name'] ?? 'guest';
$message = isset($_GET['message']) ? htmlentities($_GET['message'], ENT_QUOTES) : '';

echo '<h2>' . htmlspecialchars($name) . ' writes</h2>';
echo "<blockquote>$message</blockquote>";

<?php

session_start();
$pages = ['home' => 'home.php', 'about' => 'about.php'];
$page = $pages[$_GET['page'] ?? 'home'] ?? 'home.php';
?>
<!doctype html>
<body>
<?php include 'pages/' . $page;
?>
</body>

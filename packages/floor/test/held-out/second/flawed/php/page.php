<?php

session_start();
$page = $_GET['page'] ?? 'home.php';
?>
<!doctype html>
<body>
<?php include 'pages/' . $page;
?>
</body>

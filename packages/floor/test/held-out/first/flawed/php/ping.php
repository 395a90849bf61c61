<?php

$output = null;
if (isset($_POST['Submit'])) {
    $target = trim($_REQUEST['ip']);
    $output = shell_exec('ping -c 4 ' . $target);
}
?>
<form method="post"><input name="ip"><button name="Submit">Ping</button></form>
<pre><?= htmlspecialchars((string) $output) ?></pre>

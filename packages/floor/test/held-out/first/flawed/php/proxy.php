<?php

$url = filter_input(INPUT_GET, 'url');
$handle = curl_init($url);
curl_setopt($handle, CURLOPT_RETURNTRANSFER, true);
curl_setopt($handle, CURLOPT_TIMEOUT, 5);
$body = curl_exec($handle);
header('Content-Type: application/json');
echo json_encode(['length' => strlen((string) $body)]);

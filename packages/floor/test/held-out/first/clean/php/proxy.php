<?php

$services = ['rates' => 'https://rates.example.org/latest', 'news' => 'https://news.example.org/feed'];
$name = filter_input(INPUT_GET, 'service');
if (!isset($services[$name])) {
    http_response_code(404);
    exit;
}
$handle = curl_init($services[$name]);
curl_setopt($handle, CURLOPT_RETURNTRANSFER, true);
curl_setopt($handle, CURLOPT_TIMEOUT, 5);
$body = curl_exec($handle);
header('Content-Type: application/json');
echo json_encode(['length' => strlen((string) $body)]);

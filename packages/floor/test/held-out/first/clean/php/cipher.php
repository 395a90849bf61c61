<?php

function seal(string $plain, string $key): string
{
    $nonce = random_bytes(12);
    $tag = '';
    $sealed = openssl_encrypt($plain, 'aes-256-gcm', $key, OPENSSL_RAW_DATA, $nonce, $tag);

    return base64_encode($nonce . $tag . $sealed);
}

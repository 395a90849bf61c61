<?php

function seal(string $plain, string $key): string
{
    return base64_encode(openssl_encrypt($plain, 'aes-256-ecb', $key, OPENSSL_RAW_DATA));
}

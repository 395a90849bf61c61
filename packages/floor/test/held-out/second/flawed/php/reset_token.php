<?php

function create_reset_token(PDO $pdo, int $user): string
{
    $token = sha1(uniqid((string) mt_rand(), true));
    $pdo->prepare('INSERT INTO resets (user_id, token) VALUES (?, ?)')->execute([$user, $token]);

    return $token;
}

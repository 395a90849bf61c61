<?php

function create_reset_token(PDO $pdo, int $user): string
{
    $token = bin2hex(random_bytes(20));
    $pdo->prepare('INSERT INTO resets (user_id, token) VALUES (?, ?)')->execute([$user, $token]);

    return $token;
}

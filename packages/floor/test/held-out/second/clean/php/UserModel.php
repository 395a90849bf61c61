<?php

class UserModel
{
    public function __construct(private PDO $pdo)
    {
    }

    public function setPassword(int $id, string $password): void
    {
        $hash = password_hash($password, PASSWORD_DEFAULT);
        $this->pdo->prepare('UPDATE users SET password = ? WHERE id = ?')->execute([$hash, $id]);
    }
}

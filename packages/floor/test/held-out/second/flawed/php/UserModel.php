<?php

class UserModel
{
    public function __construct(private PDO $pdo)
    {
    }

    public function setPassword(int $id, string $password): void
    {
        $hash = md5($password);
        $this->pdo->prepare('UPDATE users SET password = ? WHERE id = ?')->execute([$hash, $id]);
    }
}

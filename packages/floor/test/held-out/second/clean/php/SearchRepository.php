<?php

final class SearchRepository
{
    public function __construct(private PDO $pdo)
    {
    }

    public function find(string $term): array
    {
        $statement = $this->pdo->prepare('SELECT id, title FROM articles WHERE title LIKE :needle');
        $statement->execute(['needle' => '%' . $term . '%']);

        return $statement->fetchAll(PDO::FETCH_ASSOC);
    }
}

$repository = new SearchRepository(new PDO('sqlite:articles.db'));
header('Content-Type: application/json');
echo json_encode($repository->find($_GET['q'] ?? ''));

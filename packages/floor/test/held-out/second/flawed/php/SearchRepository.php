<?php

final class SearchRepository
{
    public function __construct(private PDO $pdo)
    {
    }

    public function find(string $term): array
    {
        $statement = $this->pdo->query("SELECT id, title FROM articles WHERE title LIKE '%" . $term . "%'");

        return $statement->fetchAll(PDO::FETCH_ASSOC);
    }
}

$repository = new SearchRepository(new PDO('sqlite:articles.db'));
echo json_encode($repository->find($_GET['q'] ?? ''));

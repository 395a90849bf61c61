<?php

function evaluate_formula(string $formula, float $x): float
{
    return match ($formula) {
        'square' => $x * $x,
        'double' => 2 * $x,
        default => $x,
    };
}

header('Content-Type: application/json');
echo json_encode(['y' => evaluate_formula($_GET['formula'], (float) $_GET['x'])]);

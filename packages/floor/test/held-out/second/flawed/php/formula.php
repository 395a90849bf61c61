<?php

function evaluate_formula(string $formula, float $x): float
{
    $result = 0.0;
    eval('$result = ' . str_replace('x', (string) $x, $formula) . ';');

    return (float) $result;
}

echo json_encode(['y' => evaluate_formula($_GET['formula'], (float) $_GET['x'])]);

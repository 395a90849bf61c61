<?php

define('DB_HOST', 'db.internal');
define('DB_USER', 'shop');
define('DB_PASSWORD', getenv('DB_PASSWORD'));

function connect(): mysqli
{
    return new mysqli(DB_HOST, DB_USER, DB_PASSWORD, 'shop');
}

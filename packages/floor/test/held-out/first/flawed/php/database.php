<?php

define('DB_HOST', 'db.internal');
define('DB_USER', 'shop');
define('DB_PASSWORD', 'vG7#kd92mmQx');

function connect(): mysqli
{
    return new mysqli(DB_HOST, DB_USER, DB_PASSWORD, 'shop');
}

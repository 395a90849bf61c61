<?php

return [
    'mailgun' => [
        'domain' => 'mail.example.org',
        'secret' => env('MAILGUN_SECRET'),
    ],
    'webhook' => [
        'url' => 'https://hooks.example.org/orders',
    ],
];

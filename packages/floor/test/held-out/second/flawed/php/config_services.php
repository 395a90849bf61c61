<?php

return [
    'mailgun' => [
        'domain' => 'mail.example.org',
        'secret' => 'key-3ax6xnjp29jd6fds4gc373sgvjxteol0',
    ],
    'webhook' => [
        'url' => 'https://hooks.example.org/orders',
    ],
];

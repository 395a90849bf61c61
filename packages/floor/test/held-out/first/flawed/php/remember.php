<?php

final class Preferences
{
    public static function fromCookie(): array
    {
        if (!isset($_COOKIE['prefs'])) {
            return [];
        }

        return (array) unserialize(base64_decode($_COOKIE['prefs']));
    }
}

<?php

function find_user($link, string $base)
{
    $uid = $_GET['uid'];
    $filter = "(&(objectClass=user)(uid=$uid))";
    $search = ldap_search($link, $base, $filter, ['cn', 'mail']);

    return ldap_get_entries($link, $search);
}

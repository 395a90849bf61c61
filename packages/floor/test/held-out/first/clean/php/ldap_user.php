<?php

function find_user($link, string $base)
{
    $uid = ldap_escape($_GET['uid'], '', LDAP_ESCAPE_FILTER);
    $filter = "(&(objectClass=user)(uid=$uid))";
    $search = ldap_search($link, $base, $filter, ['cn', 'mail']);

    return ldap_get_entries($link, $search);
}

<?php

class SoapImport
{
    public function import(): string
    {
        $xml = file_get_contents('php://input');
        $document = new DOMDocument();
        $document->loadXML($xml, LIBXML_NOENT | LIBXML_DTDLOAD);

        return $document->getElementsByTagName('order')->item(0)->textContent;
    }
}

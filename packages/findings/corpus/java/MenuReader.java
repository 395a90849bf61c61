package com.example.shop;

import java.io.InputStream;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.helpers.DefaultHandler;

public class MenuReader {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    public void read(InputStream menu, DefaultHandler sink) throws Exception {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setFeature(NO_DOCTYPE, true);
        SAXParser parser = factory.newSAXParser();
        parser.parse(menu, sink);
    }
}

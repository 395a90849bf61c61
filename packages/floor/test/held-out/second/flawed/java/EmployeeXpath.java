package org.example.directory;

import jakarta.servlet.http.HttpServletRequest;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

public class EmployeeXpath {
    public int count(HttpServletRequest request, Document employees) throws XPathExpressionException {
        String id = request.getParameter("id");
        XPath xpath = XPathFactory.newInstance().newXPath();
        String expression = "/Employees/Employee[@emplid='" + id + "']";
        NodeList nodes = (NodeList) xpath.compile(expression).evaluate(employees, XPathConstants.NODESET);
        return nodes.getLength();
    }
}

package com.example.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.servlet.http.HttpServletRequest;

public class CustomerSearch {
    private final Connection connection;

    public CustomerSearch(Connection connection) {
        this.connection = connection;
    }

    public List<String> byCity(HttpServletRequest request) throws SQLException {
        String city = request.getParameter("city");
        List<String> names = new ArrayList<>();
        String query = "SELECT name FROM customers WHERE city = '" + city.trim() + "' ORDER BY name";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) names.add(rows.getString(1));
        }
        return names;
    }
}

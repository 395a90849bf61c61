package com.example.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.servlet.http.HttpServletRequest;

public class SupplierSearch {
    private final Connection connection;

    public SupplierSearch(Connection connection) {
        this.connection = connection;
    }

    public List<String> byCity(HttpServletRequest request) throws SQLException {
        String city = request.getParameter("city");
        List<String> names = new ArrayList<>();
        String query = "SELECT name FROM suppliers WHERE city = ? ORDER BY name";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, city.trim());
            ResultSet rows = statement.executeQuery();
            while (rows.next()) names.add(rows.getString(1));
        }
        return names;
    }
}

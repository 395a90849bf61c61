package org.example.shop;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

public class LoginServlet extends HttpServlet {
    private final Database database = Database.shared();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String param = request.getParameter("username");
        String sql = "SELECT password FROM users WHERE name=?";
        try (Connection connection = database.open(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, param);
            ResultSet rows = statement.executeQuery();
            response.setStatus(rows.next() ? 200 : 401);
        } catch (SQLException e) {
            response.sendError(500);
        }
    }
}

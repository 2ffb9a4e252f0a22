package dev.quadrille.testsupport.servers;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// The connection details of one database.
public record Database(String url, String user, String password) implements JdbcConnectionDetails {

    @Override
    public String getJdbcUrl() {
        return url;
    }

    @Override
    public String getUsername() {
        return user;
    }

    @Override
    public String getPassword() {
        return password;
    }
}

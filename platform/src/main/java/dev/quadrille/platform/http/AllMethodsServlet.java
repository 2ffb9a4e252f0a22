package dev.quadrille.platform.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.servlet.DispatcherServlet;

/// Leaves every method to the handler mappings, which know what each resource supports. The servlet
/// API would answer `OPTIONS` with the methods of the servlet, and `TRACE` with an echo.
final class AllMethodsServlet extends DispatcherServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        processRequest(request, response);
    }
}

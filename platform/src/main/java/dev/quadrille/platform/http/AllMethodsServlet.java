package dev.quadrille.platform.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.servlet.DispatcherServlet;

/// Leaves every method to the handler mappings, which know what each resource supports. The servlet
/// API has answers of its own to `OPTIONS` and `TRACE`: the methods of the servlet as `Allow`, and
/// an echo of the request.
final class AllMethodsServlet extends DispatcherServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        processRequest(request, response);
    }
}

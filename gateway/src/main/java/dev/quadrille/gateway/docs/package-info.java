/// API documentation: the OpenAPI document and Swagger UI. Both are built before start-up and
/// served as static files. Must not know the content of the document.
@NullMarked
package dev.quadrille.gateway.docs;

import org.jspecify.annotations.NullMarked;

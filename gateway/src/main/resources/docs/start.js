SwaggerUIBundle({
  url: "/docs/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  // Do not send the document to an external validator.
  validatorUrl: null,
});

SwaggerUIBundle({
  url: "/docs/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  // No validator of somebody else's is asked.
  validatorUrl: null,
});

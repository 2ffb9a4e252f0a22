/// The chaos toggles of all processes: sends each request of an operator to every instance of a
/// service and returns their acknowledgements. Exists only under the profile `chaos`.
@NullMarked
package dev.quadrille.gateway.chaos;

import org.jspecify.annotations.NullMarked;

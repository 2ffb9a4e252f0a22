/// The rules for text from clients. Lengths are Unicode code points, as `maxLength` of JSON Schema
/// counts them, never UTF-16 units. Knows nothing of what the text means.
@NullMarked
package dev.quadrille.platform.text;

import org.jspecify.annotations.NullMarked;

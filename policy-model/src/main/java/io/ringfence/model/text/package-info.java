/**
 * Documents: YAML and JSON to resources, and back. Pure, any thread.
 *
 * <p>In: bytes from outside, of which nothing is believed, or bytes that {@link io.ringfence.model.text.ResourceJson} wrote. Out:
 * resources that have passed validation, or every reason why not with its line. Always: what is written reads back as an equal
 * resource.
 *
 * <p>The form is that of Calico's v1 documents, with its texts for what is wrong. On purpose stricter or different:
 *
 * <ul>
 *   <li>The same key twice in one mapping is refused, as two spellings of one field are; Calico let the last one win.
 *   <li>Merge keys ({@code <<}), tags of other languages and keys that are not plain values are refused.
 *   <li>A number where text is wanted becomes the text as written: {@code 010} is {@code "010"}, not {@code "8"}.
 *   <li>Times are text.
 *   <li>An empty document after the last {@code ---} is skipped; everywhere else it is refused, as in Calico.
 *   <li>Input that is not UTF-8 is refused with the offset of the first bad byte.
 * </ul>
 */
@NullMarked
package io.ringfence.model.text;

import org.jspecify.annotations.NullMarked;

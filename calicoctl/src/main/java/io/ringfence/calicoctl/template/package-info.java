/**
 * Templates in the language of Go's {@code text/template} (https://pkg.go.dev/text/template), as far as people write them for {@code get}:
 * text, pipelines, fields, variables, {@code if}, {@code range}, {@code with}, functions. Named templates, methods and loops that are
 * left early are refused when the template is read. Pure; any thread.
 *
 * <p>In: the text of a template; then values: texts, numbers, booleans, null, lists, maps by text, {@link
 * io.ringfence.calicoctl.template.Struct}. Out: text, or a {@link io.ringfence.calicoctl.template.TemplateException} that says where and
 * why.
 */
@NullMarked
package io.ringfence.calicoctl.template;

import org.jspecify.annotations.NullMarked;

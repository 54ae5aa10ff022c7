package io.ringfence.calicoctl.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row is a template and what Go's own engine prints for it. */
final class TemplateTest {
    private static Struct data() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("Name", "db");
        fields.put("Empty", "");
        fields.put("Nothing", null);
        fields.put("Unseen", "ä\u2028\u0001\ud83d\ude00\u00a0\u007f\u0007");
        fields.put("Count", 3L);
        fields.put("Order", 1000000.5);
        fields.put("Yes", true);
        fields.put("No", false);
        fields.put("List", List.of("a", "b", "c"));
        fields.put("None", List.of());
        fields.put("Map", new TreeMap<>(Map.of("z", "last", "a", "first")));
        fields.put("Inner", new Struct("inner", Map.of("Name", "inside")));
        fields.put("Mixed", Arrays.asList("x", null, 2L, true));
        return new Struct("data", fields);
    }

    private static String play(String template) {
        return Template.parse(template).execute(data());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "~>",
            quoteCharacter = '^',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock = """
            plain~>plain
            {{.Name}}~>db
            {{ .Inner.Name }}~>inside
            {{.Nothing}}~><nil>
            {{.Order}}~>1.0000005e+06
            {{.List}} {{.Map}} {{.Inner}} {{.Mixed}}~>[a b c] map[a:first z:last] {inside} [x <nil> 2 true]
            {{"a" }}{{`b"`}}{{"c\\td\\""}}~>ab"c\td"
            {{1}} {{-2}} {{1.50}} {{0x1f}} {{007}} {{true}}~>1 -2 1.5 31 7 true
            a {{- .Name -}} b~>adbb
            a {{- /* no */ -}} b~>ab
            {{"}}"}}~>}}
            {{if .Name}}yes{{else}}no{{end}}~>yes
            {{if .Empty}}yes{{else}}no{{end}}~>no
            {{if .Nothing}}yes{{else if .Yes}}then{{else}}no{{end}}~>then
            {{if .No}}1{{else if .Empty}}2{{else}}3{{end}}~>3
            {{if .None}}yes{{end}}~>^^
            {{if .Inner}}yes{{end}}~>yes
            {{range .List}}<{{.}}>{{end}}~><a><b><c>
            {{range .None}}x{{else}}none{{end}}~>none
            {{range .Nothing}}x{{else}}none{{end}}~>none
            {{range $i, $x := .List}}{{$i}}{{$x}}{{$.Name}};{{end}}~>0adb;1bdb;2cdb;
            {{range $x := .List}}{{$x}}{{end}}~>abc
            {{range $k, $v := .Map}}{{$k}}={{$v}};{{end}}~>a=first;z=last;
            {{with .Inner}}{{.Name}}{{end}}{{with .Nothing}}x{{else}}{{.Name}}{{end}}~>insidedb
            {{with $x := .Name}}{{$x}}{{end}}~>db
            {{$x := 1}}{{if .Yes}}{{$x = 2}}{{$y := 3}}{{end}}{{$x}}~>2
            {{.Map.a}} {{.Map.q}}{{if .Map.q}}x{{end}}~>first <no value>
            {{index .List 1}} {{index .Map "z"}} {{index .Map "q"}}.~>b last .
            {{len .List}} {{len .Name}} {{.Map | len}}~>3 2 2
            {{join .List "-"}}~>a-b-c
            {{.Name | printf "%s/%s" "x"}}~>x/db
            {{printf "%5s|%-5s|%03d|%q|%v|%t|%.2f|%x|%%" "a" "b" 7 "c" .List .Yes 1.5 255}}~>    a|b    |007|"c"|[a b c]|true|1.50|ff|%
            {{printf "%d" "x"}} {{printf "%s"}} {{printf "a" 1}}~>%!d(string=x) %!s(MISSING) a%!(EXTRA int=1)
            {{printf "%s %s %s" 7 1.5 true}} {{printf "%f %d %t %x" 3 1.5 "x" "hi"}}~>%!s(int=7) %!s(float64=1.5) %!s(bool=true) %!f(int=3) %!d(float64=1.5) %!t(string=x) 6869
            {{printf "%d %d" .List .Inner}}~>[%!d(string=a) %!d(string=b) %!d(string=c)] {%!d(string=inside)}
            {{printf "%d" .Map}} {{printf "%d" .Mixed}}~>map[%!d(string=a):%!d(string=first) %!d(string=z):%!d(string=last)] [%!d(string=x) <nil> 2 %!d(bool=true)]
            {{printf "a" 1 "b" 1.5 true}} {{printf "a" .List}}~>a%!(EXTRA int=1, string=b, float64=1.5, bool=true) a%!(EXTRA []string=[a b c])
            {{printf "a" .Map}} {{printf "a" .Mixed}}~>a%!(EXTRA map[string]string=map[a:first z:last]) a%!(EXTRA []interface {}=[x <nil> 2 true])
            {{printf "%5s|%q|%-3d|" .List .List .Mixed}}~>[    a     b     c]|["a" "b" "c"]|[%!d(string=x  ) <nil> 2   %!d(bool=true)]|
            {{printf "%5d" "x"}} {{printf "%03d %+d %+03d" -7 7 7}} {{printf "%z %z" 1 "x"}} {{printf "100%"}} {{printf "%5%"}}~>%!d(string=    x) -07 +7 +07 %!z(int=1) %!z(string=x) 100%!(NOVERB) %
            {{printf "%.2s %q %.1f %8.2f %08.2f %v" "abc" "a\\"b\\\\\\n" 1.25 1.5 -1.5 1000000.5}}~>ab "a\\"b\\\\\\n" 1.2     1.50 -0001.50 1.0000005e+06
            {{printf "%5v|%-5v|%05d|%5t|%5q|%5.1f|%5x|%x" "a" 1 42 true "a" 1.0 255 -255}}~>    a|1    |00042| true|  "a"|  1.0|   ff|-ff
            {{printf "%.3s|%.1s|%5.1s|%-5.1s|%.s|%.3v|%6.3v" "abcdef" "äö" "xyz" "xyz" "abc" "abcdef" "abcdef"}}~>abc|ä|    x|x    ||abc|   abc
            {{printf "%05d|%+d|% d|%-05d|%+05d|%5.2d|%.5d|%.0d|%08.3d|%+v|% v" -3 5 5 -3 4 7 -42 0 7 5 5}}~>-0003|+5| 5|-3   |+0004|   07|-00042||     007|5| 5
            {{printf "%x|%X|% x|%#x|%.2x|%6x|%-6x|%06x|% #x|%x" "hi" "hello" "hi" "hi" "hello" "hi" "hi" "hi" "hi" .List}}~>6869|68656C6C6F|68 69|0x6869|6865|  6869|6869  |006869|0x68 0x69|[61 62 63]
            {{printf "%x|%X|%#x|%#08x|%08x|%+x|% x" -255 255 -255 255 -255 255 255}}~>-ff|FF|-0xff|0x000000ff|-00000ff|+ff| ff
            {{printf "%q|%+q|%#q|%q|%q|%+q|%5q|%.1q" "a\\nb" "ä" "a" .Unseen 65 233 65 "abc"}}~>"a\\nb"|"\\u00e4"|`a`|"ä\\u2028\\x01😀\\u00a0\\x7f\\a"|'A'|'\\u00e9'|  'A'|"a"
            {{printf "%0d|%0x|%05q|%-0d|%0.0d|%0d" 0 0 65 0 0 -3}}~>0|0|00'A'|0||-3
            {{printf "%#q|%#q" "a`b" "a\\tb"}}~>"a`b"|`a	b`
            {{printf "%e|%.2e|%.0e|%e|%e|%g|%.3g|%.2g|%.10g|%.0g|%.2v" 0.0 12345.678 1.5 -0.00012 9.9999999 1e21 1234567.0 0.00001234 100.0 15.0 31.4}}~>0.000000e+00|1.23e+04|2e+00|-1.200000e-04|1.000000e+01|1e+21|1.23e+06|1.2e-05|100|2e+01|31
            {{printf "%+.2f|% .2f|%+g|%+08.2f|% 08.2f|%5.1f|%.0f|%.2f|%08v" 1.5 1.5 1.5 1.5 1.5 -0.04 0.5 2.675 1.5}}~>+1.50| 1.50|+1.5|+0001.50| 0001.50| -0.0|0|2.67|000001.5
            {{printf "%v|%05s|%05v|%05t" .Inner "ab" "ab" .Yes}} {{printf "%+v|%+d" .Inner .Mixed}}~>{inside}|000ab|000ab|0true {Name:inside}|[%!d(string=x) <nil> +2 %!d(bool=true)]
            {{printf "%+s|%5.2s|%.1d|%5.1f" 5 7 1.5 3}}~>%!s(int=+5)|%!s(int=   07)|%!d(float64=2)|%!f(int=    3)
            {{print "a" 1 2 "b"}}~>a1 2b
            {{println "a" 1}}.~>^a 1
            .^
            {{eq .Name "db"}} {{eq .Name "a" "db"}} {{ne .Count 3}} {{lt 1 2}} {{le 2 2}} {{gt "b" "a"}} {{ge 1 2}}~>true true false true true true false
            {{and .Name .Empty "x"}}.{{or .Empty .Name}} {{not .Empty}}~>.db true
            {{(index .List 0) | printf "%s!"}} {{(printf "%s" .Name)}}~>a! db
            {{with .Inner}}{{$.Inner.Name}}{{end}}~>inside
            """)
    void templatesPrintWhatTheyDoInGo(String template, String expected) {
        assertThat(play(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "~>", quoteCharacter = '^', textBlock = """
            {{~>unclosed action
            {{/* x}}~>unclosed comment
            {{}}~>missing value for command
            {{.Name ~}}~>unexpected '~' in action
            {{"\\q"}}~>unknown escape in string "\\q"
            {{nothing}}~>function "nothing" not defined
            {{end}}~>unexpected {{end}}
            {{else}}~>unexpected {{else}}
            {{if .Name}}~>{{if}} has no {{end}}
            {{if .Name}}{{else}}{{else}}{{end}}~>unexpected {{else}}
            {{range .List}}{{else if .Name}}{{end}}~>unexpected words after {{else}}
            {{define "x"}}{{end}}~>{{define}} is not supported
            {{(.Name}}~>unclosed left paren
            {{.Name)}}~>unexpected ")"
            {{.Name .Empty}}~>can't give argument
            {{.Name | .Empty}}~>can't give argument
            {{.Colour}}~>can't evaluate field Colour in type data; it has Name, Empty
            {{.Name.X}}~>can't evaluate field X in db
            {{.Nothing.X}}~>nil has no field X
            {{$x}}~>undefined variable "$x"
            {{range .Count}}{{end}}~>range can't iterate over 3
            {{index .List 3}}~>index out of range: 3
            {{index .Name 0}}~>can't index db with 0
            {{len .Yes}}~>len of true
            {{len}}~>wrong number of args for len: want 1 got 0
            {{eq .Name}}~>wrong number of args for eq: want at least 2 got 1
            {{lt .Name 1}}~>incompatible types
            {{join .Name ","}}~>join of db
            """)
    void whatCannotBeDoneIsSaid(String template, String problem) {
        assertThatThrownBy(() -> play("one\n" + template))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("template: line 2: ")
                .hasMessageContaining(problem);
    }

    @Test
    void nestingIsBounded() {
        String deep = "{{if .Yes}}".repeat(5_000) + "{{end}}".repeat(5_000);
        assertThatThrownBy(() -> play(deep))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nested");
        String chain = "{{if .No}}" + "{{else if .No}}".repeat(5_000) + "{{end}}";
        assertThatThrownBy(() -> play(chain))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nested");
        String parentheses = "{{" + "(".repeat(5_000) + ".Name" + ")".repeat(5_000) + "}}";
        assertThatThrownBy(() -> play(parentheses))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void aStringMayBeLong() {
        String plain = "a".repeat(100_000);
        assertThat(play("{{\"" + plain + "\"}}")).isEqualTo(plain);
        assertThat(play("{{`" + plain + "`}}")).isEqualTo(plain);
        assertThat(play("{{\"" + "\\\\".repeat(100_000) + "\"}}")).isEqualTo("\\".repeat(100_000));
    }
}

package io.ringfence.model.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
            ``                                    ; all()
            ` \t `                                ; all()
            `\n`                                  ; all()
            all()                                 ; all()
            all( )                                ; all()
            global( )                             ; global()
            a=="b"                                ; a == "b"
            a == 'b'                              ; a == "b"
            a!='"'                                ; a != '"'
            a == "it's"                           ; a == "it's"
            has( a )                              ; has(a)
            a in{}                                ; a in {}
            a in {"z", "z", "x", "y", "x", "a"}   ; a in {"a", "x", "y", "z"}
            a in { 'b', }                         ; a in {"b"}
            a not in {"b"}                        ; a not in {"b"}
            a not   in{"b"}                       ; a not in {"b"}
            a notin {"b"}                         ; a not in {"b"}
            a contains"b"                         ; a contains "b"
            a starts with "b"                     ; a starts with "b"
            a startswith '"'                      ; a starts with '"'
            a ends  with 'b'                      ; a ends with "b"
            a endswith 'b'                        ; a ends with "b"
            !a == "b"                             ; !a == "b"
            !!a == "b"                            ; a == "b"
            ! ! !has(a)                           ; !has(a)
            !(!(has(a)))                          ; has(a)
            !((!has(a)))                          ; has(a)
            ! (has( b)||! has(a ))                ; !(has(b) || !has(a))
            ! (a == "b"&&! c != "d")              ; !(a == "b" && !c != "d")
            has(a) && has(b) && has(c)            ; (has(a) && has(b) && has(c))
            has(a) && has(b) || has(c)            ; ((has(a) && has(b)) || has(c))
            has(a) || has(b) && has(c)            ; (has(a) || (has(b) && has(c)))
            (has(a) || has(b)) && has(c)          ; ((has(a) || has(b)) && has(c))
            (has(a) && has(b)) && has(c)          ; ((has(a) && has(b)) && has(c))
            has(a) && (has(b) && has(c))          ; (has(a) && (has(b) && has(c)))
            ((has(a)))                            ; has(a)
            (has(a)) && ((has(b)))                ; (has(a) && has(b))
            !((has(a)))                           ; !has(a)
            in == "x"                             ; in == "x"
            not in {"x"}                          ; not in {"x"}
            not not in {"x"}                      ; not not in {"x"}
            contains contains "x"                 ; contains contains "x"
            all == "x"                            ; all == "x"
            has != "x"                            ; has != "x"
            global in {"x"}                       ; global in {"x"}
            -a./9_ == "x"                         ; -a./9_ == "x"
            a == ''                               ; a == ""
            """)
    void hasOneCanonicalText(String text, String canonical) throws SelectorSyntaxException {
        String plain = text == null ? "" : text;

        assertThat(Selector.parse(plain).canonical()).isEqualTo(canonical);
        assertThat(Selector.parse(canonical).canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
            ``                        ; s:5y5I3VdRZfDU01O--xXAPx2yxCQQqMf0M6IWug
            ! (has( b)||! has(a ))    ; s:Iss0uCleLYv1GSv_pNm7hAO58kE9jAx1NKyG3Q
            ! (a == "b"&&! c != "d")  ; s:lh3haoY1ikTRkd4UZu0nWSaIBknYLPJLX16d-w
            """)
    void hasTheIdThatCalicoGives(String text, String id) {
        assertThat(Selector.of(text == null ? "" : text).uniqueId()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
            a == "x"              ; true  ; false ; false ; false
            a != "x"              ; false ; true  ; true  ; true
            a in {"x", "z"}       ; true  ; false ; false ; false
            a in {}               ; false ; false ; false ; false
            a in {""}             ; false ; false ; true  ; false
            a not in {"x", "z"}   ; false ; true  ; true  ; true
            a not in {}           ; true  ; true  ; true  ; true
            has(a)                ; true  ; true  ; true  ; false
            a contains "x"        ; true  ; true  ; false ; false
            a contains ""         ; true  ; true  ; true  ; false
            a starts with "x"     ; true  ; false ; false ; false
            a starts with ""      ; true  ; true  ; true  ; false
            a ends with "x"       ; true  ; true  ; false ; false
            a ends with ""        ; true  ; true  ; true  ; false
            all()                 ; true  ; true  ; true  ; true
            ``                    ; true  ; true  ; true  ; true
            global()              ; true  ; true  ; true  ; true
            !has(a)               ; false ; false ; false ; true
            !a == "x"             ; false ; true  ; true  ; true
            has(a) && a != "x"    ; false ; true  ; true  ; false
            !has(a) || a == "x"   ; true  ; false ; false ; true
            """)
    void saysWhoIsMeant(String text, boolean whenX, boolean whenYx, boolean whenEmpty, boolean whenAbsent) {
        Selector selector = Selector.of(text == null ? "" : text);

        assertThat(selector.matches(Map.of("a", "x", "b", "x"))).isEqualTo(whenX);
        assertThat(selector.matches(Map.of("a", "yx"))).isEqualTo(whenYx);
        assertThat(selector.matches(Map.of("a", ""))).isEqualTo(whenEmpty);
        assertThat(selector.matches(Map.of("b", "x"))).isEqualTo(whenAbsent);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
            b == b               ; expected string at column 6
            'b1' == b            ; expected identifier at column 1
            b                    ; unexpected end of string in middle of op at column 2
            a b                  ; expected operator after label "a" at column 3
            `a `                 ; unexpected end of string in middle of op at column 3
            !                    ; unexpected end of string looking for op at column 2
            foo == "bar" &       ; expected && at column 14
            foo != &&            ; expected string at column 8
            foo in {"", &&       ; expected string at column 13
            foo in ""            ; expected set literal at column 8
            "FOO                 ; expected identifier at column 1
            "FOO'                ; expected identifier at column 1
            'FOO                 ; expected identifier at column 1
            a == "FOO            ; unterminated string at column 6
            a == "FOO'           ; unterminated string at column 6
            (                    ; unexpected end of string looking for op at column 2
            (a == "foo"          ; expected ) at column 12
            )                    ; expected identifier at column 1
            ()                   ; expected identifier at column 2
            %                    ; expected identifier at column 1
            a == "b" && %        ; expected identifier at column 13
            a == "b" % c         ; unexpected content at end of selector at column 10
            has(foo) &&          ; unexpected end of string looking for op at column 12
            b contains b         ; expected string at column 12
            b starts with b      ; expected string at column 15
            b ends with b        ; expected string at column 13
            a inf "x"            ; expected operator after label "a" at column 3
            a not in c           ; expected set literal at column 10
            a not inc            ; expected operator after label "a" at column 3
            a = "b"              ; expected == at column 3
            a in {"b"            ; expected } at column 10
            a in {"b" "c"}       ; expected } at column 11
            a in {,}             ; expected string at column 7
            has(a                ; no closing ')' after has( at column 6
            has (a)              ; expected operator after label "has" at column 5
            has()                ; expected identifier at column 5
            all(                 ; no closing ')' after all( at column 5
            all (                ; expected operator after label "all" at column 5
            global(x)            ; no closing ')' after global( at column 8
            a == "b" c           ; unexpected content at end of selector at column 10
            """)
    void saysWhereReadingStopped(String text, String message) {
        assertThatThrownBy(() -> Selector.parse(text))
                .isInstanceOf(SelectorSyntaxException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo == \"bar\" |", "foo != ||", "foo in {\"\", ||", "a == \"b\" || %", "| a == \"b\""})
    void refusesWhatIsNotASelector(String text) {
        assertThatThrownBy(() -> Selector.parse(text)).isInstanceOf(SelectorSyntaxException.class);
    }

    @Test
    void isAtMost1024CharactersAsWrittenAndAsPrinted() {
        String longest = "a == \"" + "b".repeat(1024 - 7) + "\"";

        assertThat(Selector.of(longest).canonical()).hasSize(1024);
        assertThatThrownBy(() -> Selector.parse(longest + " "))
                .hasMessage("selector longer than 1024 characters at column 1025");
        assertThatThrownBy(() -> Selector.parse("has(a)&&" + "b=='c'||".repeat(120) + "has(d)"))
                .hasMessageStartingWith("selector longer than 1024 characters in canonical form");
    }

    @Test
    void isAtMost64Deep() throws SelectorSyntaxException {
        assertThat(Selector.parse("(".repeat(63) + "has(a)" + ")".repeat(63)).canonical())
                .isEqualTo("has(a)");
        assertThatThrownBy(() -> Selector.parse("(".repeat(64) + "has(a)" + ")".repeat(64)))
                .hasMessageStartingWith("selector nested deeper than 64 at column");
        String twoLevelsEach = "has(a)||has(b)&&(".repeat(40) + "has(c)" + ")".repeat(40);
        assertThatThrownBy(() -> Selector.parse(twoLevelsEach))
                .hasMessageStartingWith("selector nested deeper than 64 in canonical form");
    }

    @Test
    void aLabelIsAtMost512Characters() throws SelectorSyntaxException {
        assertThat(Selector.parse("has(" + "a".repeat(512) + ")").canonical()).hasSize(517);
        assertThatThrownBy(() -> Selector.parse("has(" + "a".repeat(513) + ")"))
                .hasMessage("label too long: aaaaaaaaaaaaaaaaaaaa... at column 5");
    }

    @Test
    void combinedSelectorsMayBeLongAndAreReadBackFromOurRecords() {
        Selector half = Selector.of("a == \"" + "b".repeat(1000) + "\"");
        Selector both = Selector.has("tag").and(half);

        assertThat(Selector.of(both.canonical())).isEqualTo(both);
        assertThat(both.canonical()).startsWith("(has(tag) && a == ");
    }

    @Test
    void setsAreSortedByTheirBytes() {
        Selector selector = Selector.of("a in {\"\ud83d\ude00\", \"\uffee\", \"b\"}");

        assertThat(selector.canonical()).isEqualTo("a in {\"b\", \"\uffee\", \"\ud83d\ude00\"}");
        assertThat(selector.matches(Map.of("a", "\uffee"))).isTrue();
        assertThat(selector.matches(Map.of("a", "\ud83d\ude00"))).isTrue();
        assertThat(selector.matches(Map.of("a", "c"))).isFalse();
    }

    @Test
    void chainsAreFlatButWrittenGroupsStay() {
        assertThat(Selector.of("has(a) && has(b) && has(c)"))
                .isNotEqualTo(Selector.of("(has(a) && has(b)) && has(c)"))
                .isEqualTo(Selector.of("(has(a)) && has(b) && ((has(c)))"));
    }
}

from hypothesis import given
from hypothesis import strategies as st

from ozgdash.drawing.lettering import cut, escaped, one_line, width, wrapped


@given(st.text(max_size=300))
def test_wrapped_lines_fit_and_lose_no_letter(text):
    lines = wrapped(text, max_px=200, font_px=10)
    assert all(width(line, 10) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == one_line(text).replace(" ", "")


@given(st.text(max_size=100))
def test_cut_text_fits(text):
    assert width(cut(text, max_px=80, font_px=10), 10) <= 80


def test_what_plotly_takes_for_markup_is_escaped():
    assert escaped("<b>a</b> & c\nd %{x}") == "&lt;b&gt;a&lt;/b&gt; &amp; c d %&#123;x}"


def test_a_name_does_not_turn_the_number_beside_it_around():
    assert one_line("a\u202eb\u2066c\u2069 12") == "abc 12"


def test_one_line_has_no_control_characters():
    assert one_line("a\x00b\r\n\tc\x0bd\ud800") == "a b c d"

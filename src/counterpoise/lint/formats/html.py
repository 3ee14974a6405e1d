"""Reports as one HTML page without scripts; whatever the draft holds is escaped."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment

from counterpoise.lint.run import LintResult

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Lint: {{ results | join(", ") }}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
article { border-left: .3rem solid #777; padding: .2rem 1rem; margin: 1rem 0 }
.error { border-color: #b00020 } .warning { border-color: #a15c00 } .info { border-color: #1f5fa8 }
blockquote { margin: .4rem 0; color: #333 } dt { font-weight: 600 }
</style></head><body>
{% for name, result in results.items() %}
<h1>{{ name }}</h1>
<p>{{ result.count("error") }} errors, {{ result.count("warning") }} warnings,
{{ result.count("info") }} remarks; read
{% for what, count in result.checked.items() %}{{ count }} {{ what }}{{ ", " if not loop.last }}
{%- endfor %}.</p>
{% for report in result.reports if not report.silenced %}
<article class="{{ report.severity }}">
<h2>Line {{ report.line }}{% if report.note %}, note {{ report.note }}{% endif %}:
{{ report.message }}</h2>
<blockquote>{{ report.sentence }}</blockquote>
<dl><dt>Severity</dt><dd>{{ report.severity }} ({{ report.check }})</dd>
<dt>Evidence</dt><dd>{{ report.evidence }}</dd><dt>Mend</dt><dd>{{ report.mend }}</dd></dl>
</article>
{% endfor %}
<h2>Not checked</h2>
<ul>{% for sentence in result.unchecked %}<li>{{ sentence }}</li>{% endfor %}</ul>
{% set silenced = result.reports | selectattr("silenced") | list %}
{% if silenced %}<h2>Silenced</h2>
<ul>{% for report in silenced %}<li>Line {{ report.line }}, {{ report.check }}:
{{ report.message }}. Reason: {{ report.silenced }}</li>{% endfor %}</ul>{% endif %}
{% endfor %}
</body></html>
"""


def as_html(results: Mapping[str, LintResult]) -> str:
    """Write the page."""
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_PAGE)
    return template.render(results=results) + "\n"

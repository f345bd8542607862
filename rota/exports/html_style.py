"""The style sheet of rota.html: a council paper, legible on a screen, a phone and paper.

WCAG 2.2, AA, asks a contrast of 4.5 for text and 3 for shapes; a test computes them from the colours here.
"""

STYLE = """
:root{--ink:#1c2326;--quiet:#505a5f;--paper:#fff;--teal:#1d5560;--tint:#eef3f3;--line:#c6d0d2;
--closed:#7c868a;--holiday:#f3e3ae;--draft:#8c1d18}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:break-word;
font:1rem/1.5 "Segoe UI","Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
main,header,footer{max-width:66rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.5rem}
h1,h2{font-family:Georgia,"Times New Roman","Liberation Serif",serif;font-weight:400;line-height:1.2;text-wrap:balance}
h1{font-size:2.1rem;margin:.15rem 0 .4rem}
h2{font-size:1.5rem;margin:2.8rem 0 .8rem;padding-top:.7rem;border-top:2px solid var(--teal)}
h3{font-size:1rem;margin:1.4rem 0 .3rem}
p,li{max-width:44rem}
ul{padding-left:1.2rem;margin:.4rem 0}
.council{margin:0;color:var(--teal);font-weight:600;letter-spacing:.02em}
.year{margin:0;color:var(--quiet);font-size:1.05rem}
.skip{position:absolute;left:-999rem;background:var(--teal);color:#fff;padding:.6rem 1rem}
.skip:focus{left:1rem;top:1rem}
a{color:var(--teal)}
:focus-visible{outline:3px solid #b35900;outline-offset:2px}
.draft{background:#fbeae9;border-left:6px solid var(--draft);padding:.8rem 1.2rem;margin:1.5rem 0 0;color:var(--draft)}
.draft h2{border:0;margin:0;padding:0;font-size:1.25rem}
.draft-mark{position:fixed;top:0;right:0;margin:0;padding:.2rem .8rem;background:var(--draft);color:#fff}
.summary{background:var(--tint);padding:.8rem 1.2rem .8rem 2.4rem;margin:1.5rem 0 0}
.summary li{margin:.25rem 0}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;padding:0;margin:1.2rem 0 0}
.frame{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.6rem 0 1.4rem;font-size:.94rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--quiet);padding:.2rem 0 .5rem}
th,td{text-align:left;vertical-align:top;padding:.4rem 1rem .4rem 0;border-bottom:1px solid var(--line);
overflow-wrap:anywhere;min-width:4.5rem}
thead th{border-bottom:2px solid var(--ink);color:var(--ink)}
tbody th{font-weight:400}
th[scope=rowgroup]{font-weight:600;padding-top:1.2rem;color:var(--teal);border-bottom:1px solid var(--teal)}
.number{text-align:right;min-width:3.5rem}
.visits td,.visits th{min-width:6rem}
.visits td:last-child{min-width:15rem}
.visits tbody th[scope=row],.visits td:nth-child(2){white-space:nowrap}
.rules td:nth-child(3){white-space:nowrap}
.group{color:var(--quiet)}
.bar{display:block;width:100%;min-width:9rem;height:.7rem;margin-top:.4rem}
.bar + .bar{margin-top:.15rem}
.bar rect{fill:var(--teal)}
.bar rect.seats,.key rect.seats{fill:var(--closed)}
.key rect.places{fill:var(--teal)}
.strip{margin:0 0 1.6rem}
.strip svg{display:block;min-width:44rem;width:100%}
.strip h3{margin:.6rem 0 0}
.strip figcaption ul{list-style:none;padding:0;margin:0 0 .3rem;color:var(--quiet);font-size:.9rem}
.strip figcaption li{display:inline-block;margin-right:1.2rem}
svg text{font-family:inherit;fill:var(--quiet);font-size:12px}
svg text.day{fill:var(--ink);text-anchor:middle;font-weight:600;font-size:13px}
.open{fill:var(--tint)}
.closed{fill:var(--closed)}
.holiday{fill:var(--holiday)}
svg rect.holiday{stroke:#8a6d1a;stroke-width:.6}
line.month{stroke:var(--line)}
.visit{fill:var(--teal);stroke:#fff;stroke-width:2.5}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;color:var(--quiet);font-size:.9rem}
.key{width:1rem;height:1rem;vertical-align:-.15rem;margin-right:.45rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.5rem;margin:0}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
footer{margin-top:3rem;padding-bottom:2.5rem;color:var(--quiet);font-size:.9rem}
@media (max-width:40rem){main,header,footer{padding:0 1rem}header{padding-top:1.5rem}h1{font-size:1.6rem}
dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
@page{size:A4;margin:16mm 14mm 18mm}
@media print{html{font-size:9.5pt}main,header,footer{max-width:none;padding:0}header{padding-top:0}
nav,.skip{display:none}.frame{overflow:visible}.strip svg{min-width:0}table{font-size:8.5pt}
th,td{padding:.22rem .7rem .22rem 0;min-width:0}
.visits td,.visits th,.visits td:last-child,.number{min-width:0}
tr,figure,.strip,.draft,.summary,dl{break-inside:avoid}.strip figcaption ul,.legend{font-size:8.5pt}
thead{display:table-header-group}
h2,h3,caption{break-after:avoid}th[scope=rowgroup]{break-after:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""
"""CSS with no address in it: the page needs nothing but itself."""

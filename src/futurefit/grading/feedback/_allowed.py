"""What may stay of HTML, SVG and styles that came with a submission; `cleaning` leaves out everything else."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TEXT_TAGS = _words(
    "a abbr b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption "
    "figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strike "
    "strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr"
)
SVG_TAGS = _words(
    "svg g path rect circle ellipse line polyline polygon text tspan use symbol defs clipPath mask pattern marker "
    "linearGradient radialGradient stop image"
)
# Left out together with what stands in them; of any other element the text stays.
GONE_WITH_CONTENT = _words(
    "script style template noscript noembed noframes iframe frame frameset object embed applet audio video canvas "
    "textarea select option button datalist xmp plaintext title desc metadata math foreignObject animate set"
)
TEXT_ATTRIBUTES = _words(
    "id class style title lang dir align valign width height border cellpadding cellspacing colspan rowspan span scope "
    "headers start value type reversed open datetime alt src href color size face bgcolor role"
)
# Numbers, colours and `url(#…)` within the same picture.
SVG_ATTRIBUTES = _words(
    "viewBox preserveAspectRatio x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy d points transform rotate pathLength offset "
    "gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits patternUnits "
    "patternContentUnits patternTransform markerWidth markerHeight markerUnits refX refY orient version fill "
    "fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap "
    "stroke-linejoin stroke-miterlimit opacity stop-color stop-opacity clip-path clip-rule mask marker-start "
    "marker-mid marker-end font-family font-size font-style font-weight text-anchor dominant-baseline "
    "alignment-baseline baseline-shift letter-spacing textLength lengthAdjust shape-rendering visibility "
    "display vector-effect paint-order"
)
# Nothing that moves a box out of its place (position, z-index, transform) or writes text (content).
PROPERTIES = _words(
    "color background background-color background-image background-size background-position background-repeat "
    "opacity visibility display width height min-width min-height max-width max-height box-sizing overflow "
    "overflow-x overflow-y overflow-wrap word-break word-wrap word-spacing white-space text-align text-decoration "
    "text-decoration-line text-decoration-color text-decoration-style text-indent text-overflow text-transform "
    "text-shadow vertical-align line-height letter-spacing font font-family font-size font-style font-weight font- "
    "variant font-variant-numeric list-style list-style-type list-style-position table-layout caption-side empty- "
    "cells border-collapse border-spacing box-shadow outline float clear gap row-gap column-gap flex flex-direction "
    "flex-wrap flex-flow flex-grow flex-shrink flex-basis order justify-content justify-items justify-self align- "
    "content align-items align-self grid-template-columns grid-template-rows grid-column grid-row aspect-ratio "
    "cursor direction fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke- "
    "dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stop-color stop-opacity clip-path clip-rule mask "
    "marker marker-start marker-mid marker-end text-anchor dominant-baseline shape-rendering paint-order"
)
PROPERTY_FAMILIES = ("padding", "margin", "border")
FUNCTIONS = _words(
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix calc min max clamp var linear-gradient radial-gradient "
    "conic-gradient repeating-linear-gradient repeating-radial-gradient repeat minmax fit-content"
)
PSEUDO_CLASSES = _words(
    "first-child last-child only-child nth-child nth-last-child first-of-type last-of-type only-of-type nth-of-type "
    "nth-last-of-type not is where hover empty"
)

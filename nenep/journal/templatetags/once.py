"""The hidden command id of a form that acts once."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nenep.journal.once_only import COMMAND
from nenep.kernel import ids

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """A fresh id each time the form is drawn: a second press of the same form repeats it, a form
    drawn again (after an error, say) is a new command."""
    return format_html('<input type="hidden" name="{}" value="{}">', COMMAND, ids.random_id())

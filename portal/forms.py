"""How every form of the portal is drawn: label above, help and fault below."""

from django.contrib.auth.forms import SetPasswordForm
from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    form_template_name = "portal/forms/form.html"
    field_template_name = "portal/forms/field.html"


class FirstPasswordForm(SetPasswordForm):
    """The password that someone invited chooses."""

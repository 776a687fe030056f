"""How every form of the portal is drawn, and the forms of the ground floor."""

from django.contrib.auth.forms import SetPasswordForm
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class PortalRenderer(TemplatesSetting):
    """Label above, help and fault below, faults listed on top."""

    form_template_name = "portal/forms/form.html"
    field_template_name = "portal/forms/field.html"


class FirstPasswordForm(SetPasswordForm):
    """The password that an invited person chooses."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("Mot de passe")
        self.fields["new_password2"].label = _("Mot de passe, une seconde fois")

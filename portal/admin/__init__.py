"""The admin of the ground floor: people, employers, mandates, and what the portal recorded."""

from allauth.account.admin import EmailAddress
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.admin.audit import AuditEntryAdmin
from portal.admin.clock import SimulationClockAdmin
from portal.admin.employer import EmployerAdmin, EstablishmentAdmin
from portal.admin.invitation import InvitationAdmin
from portal.admin.mail import OutgoingMailAdmin
from portal.admin.mandate import MandateAdmin
from portal.admin.news import NewsAdmin
from portal.admin.user import GroupAdmin, UserAdmin

__all__ = [
    "AuditEntryAdmin",
    "EmployerAdmin",
    "EstablishmentAdmin",
    "GroupAdmin",
    "InvitationAdmin",
    "MandateAdmin",
    "NewsAdmin",
    "OutgoingMailAdmin",
    "SimulationClockAdmin",
    "UserAdmin",
]

admin.site.site_header = admin.site.site_title = _("Guichet SST — administration (simulation)")
admin.site.index_title = _("Administration")
admin.site.enable_nav_sidebar = False  # the breadcrumbs lead back, and tables need the width
# a register is corrected row by row; nothing is deleted by the page
admin.site.disable_action("delete_selected")
# one door, with its limits: the portal's own sign-in
admin.site.login = secure_admin_login(admin.site.login)
# the address is a field of the account: a second table of addresses would be a way into it
admin.site.unregister(EmailAddress)

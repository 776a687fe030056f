"""The link of an invitation."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from portal.forms import FirstPasswordForm
from portal.models import Invitation
from portal.services import account


@login_not_required
@never_cache
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A link that opens nothing any more, whatever the reason, gets the same page: 404."""
    invitation = Invitation.objects.for_token(token).select_related("user").first()
    if invitation is None:
        return render(request, "portal/invitation_ended.html", status=404)
    form = FirstPasswordForm(invitation.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = account.accept_invitation(token=token, password=form.cleaned_data["new_password1"])
        login(request, user)
        account.record_sign_in(user=user)
        return redirect("documents:start")
    return render(request, "portal/invitation.html", {"form": form, "invitation": invitation})

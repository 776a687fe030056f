"""The link of an invitation."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View

from portal.forms import FirstPasswordForm
from portal.models import Invitation
from portal.services import account


@method_decorator(login_not_required, name="dispatch")
class InvitationView(View):
    """A link that has served or is past its end gets the same page: 404 with what to do."""

    def dispatch(self, request: HttpRequest, token: str) -> HttpResponse:
        self.invitation = Invitation.objects.for_token(token).select_related("user").first()
        if self.invitation is None:
            return render(request, "portal/invitation_ended.html", status=404)
        return super().dispatch(request, token)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.page(request, FirstPasswordForm(self.invitation.user))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = FirstPasswordForm(self.invitation.user, request.POST)
        if not form.is_valid():
            return self.page(request, form)
        user = account.accept_invitation(token=token, password=form.cleaned_data["new_password1"])
        login(request, user)
        account.record_sign_in(user=user)
        return redirect("documents:start")

    def page(self, request: HttpRequest, form: FirstPasswordForm) -> HttpResponse:
        context = {"form": form, "invitation": self.invitation}
        return render(request, "portal/invitation.html", context)
